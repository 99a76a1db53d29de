import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../api/session.js';
import { mayOpen } from './access.js';
import type { PageAddress } from './access.js';

interface PageLinkProps {
  to: Exclude<PageAddress, `${string}$id`>;
  className?: string;
  onClick?: () => void;
  children: ReactNode;
}

/** A link for those who may use the page; nothing for others. */
export const PageLink = ({ to, children, ...rest }: PageLinkProps) => {
  const { data: me } = useMe();
  return mayOpen(to, me?.role ?? 'anonymous') ? (
    <Link to={to} {...rest}>
      {children}
    </Link>
  ) : null;
};
