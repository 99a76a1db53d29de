import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PagesResult } from '../api/queries.js';
import { ProblemNote } from './problem-note.js';
import { Waiting } from './waiting.js';

interface PagesProps<T> {
  query: PagesResult<T>;
  /** What the list holds, for those who hear it. */
  name: string;
  empty: ReactNode;
  children: (item: T) => ReactNode;
}

/** A list that grows page by page: waiting, failed, empty or shown. What was shown stays when a later question fails. */
export const Pages = <T extends { id: string }>({ query, name, empty, children }: PagesProps<T>) => {
  const { t } = useTranslation();
  const problem = query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return problem || <Waiting />;
  const items = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      {problem}
      {items.length === 0 && empty}
      <ul className="list" aria-label={name}>
        {items.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </>
  );
};
