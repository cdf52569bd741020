import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';

/** 办完一件，接着办单子里的下一件。 */
export function NextMatter({ id, onGo }: { id: string; onGo: () => void }) {
  const navigate = useNavigate();
  return (
    <Button
      onClick={() => {
        onGo();
        void navigate({ to: '/matters/$id', params: { id } });
      }}
    >
      下一件
    </Button>
  );
}
