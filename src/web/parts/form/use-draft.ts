import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { DraftLine, type Found, type Standing } from './draft-line.ts';

export type Drafting = Readonly<{
  line: DraftLine;
  /** What to go on with; nothing until it has been asked for. */
  found: Readonly<{ draft: Found | undefined }> | undefined;
  standing: Standing;
}>;

/** A form's draft: asked for once, then kept here and on the server until the form is done. */
export function useDraft({ person, href }: { person: string; href: string }): Drafting {
  const [standing, setStanding] = useState<Standing>({ says: '' });
  const [found, setFound] = useState<Drafting['found']>();
  const client = useQueryClient();
  const told = useRef(setStanding);
  const [line] = useState(() => new DraftLine(person, href, (next) => told.current(next)));
  useEffect(() => {
    let gone = false;
    void line.open().then((draft) => !gone && setFound({ draft }));
    return () => {
      gone = true;
    };
  }, [line]);
  useEffect(() => {
    const leave = () => line.flush(true);
    addEventListener('online', line.retry);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('online', line.retry);
      removeEventListener('pagehide', leave);
      line.flush();
      void line.quiet().then(() => client.invalidateQueries({ queryKey: ['drafts'] }));
    };
  }, [line, client]);
  return { line, found, standing };
}
