import type { ReactNode } from 'react';

/** Says that there is nothing, and what to do about it. */
export const Nothing = ({ text, children }: { text: string; children?: ReactNode }) => (
  <div className="nothing">
    <svg viewBox="0 0 64 40" width="72" height="45" aria-hidden="true">
      <path
        d="M4 32c14 0 12-22 26-22h18"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray="1 8"
      />
      <circle cx="4" cy="32" r="4" fill="currentColor" />
      <circle cx="56" cy="10" r="5" fill="none" stroke="currentColor" strokeWidth="3" />
    </svg>
    <p>{text}</p>
    {children}
  </div>
);
