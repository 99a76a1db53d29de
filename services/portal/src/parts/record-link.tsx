import { Link } from '@tanstack/react-router';
import type { RecordKind } from '@lastmile/protocol';
import type { ReactNode } from 'react';

interface RecordLinkProps {
  kind: RecordKind;
  id: string;
  onClick?: () => void;
  children: ReactNode;
}

/** To the page of a listing or a demand. */
export const RecordLink = ({ kind, id, onClick, children }: RecordLinkProps) =>
  kind === 'LISTING' ? (
    <Link to="/listings/$id" params={{ id }} onClick={onClick}>
      {children}
    </Link>
  ) : (
    <Link to="/demands/$id" params={{ id }} onClick={onClick}>
      {children}
    </Link>
  );
