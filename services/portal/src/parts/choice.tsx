import { Link } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';

export interface Option {
  label: string;
  isChosen: boolean;
  to: LinkProps['to'];
  search: LinkProps['search'];
}

/** A row of filters that live in the address. */
export const Choice = ({ name, options }: { name: string; options: Option[] }) => (
  <nav className="choice" aria-label={name}>
    {options.map(({ label, isChosen, to, search }) => (
      <Link
        key={label}
        to={to}
        search={search}
        replace
        activeOptions={{ exact: true, includeSearch: true }}
        className="choice-item"
        aria-current={isChosen ? 'true' : undefined}
      >
        {label}
      </Link>
    ))}
  </nav>
);
