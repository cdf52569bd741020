import { Button, type ButtonProps } from 'antd';

/** A button for a thumb. */
export const BigButton = (props: ButtonProps) => <Button size="large" {...props} className={`big-button ${props.className ?? ''}`} />;
