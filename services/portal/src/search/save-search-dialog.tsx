import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveSearch } from '../api/commands.js';
import { Dialog } from '../parts/dialog.js';
import { ProblemNote } from '../parts/problem-note.js';
import { useWords } from '../parts/words.js';
import { filterOf, kindOf } from './market-search.js';
import type { MarketSearch } from './market-search.js';
import { chosenInWords } from './value-words.js';
import { PageLink } from '../parts/page-link.js';

interface SaveSearchProps {
  search: MarketSearch;
  onClose: () => void;
}

const longestName = 100;

const NameForm = ({ search, onClose }: SaveSearchProps) => {
  const words = useWords();
  const { t } = words;
  const filter = filterOf(search);
  const chosen = chosenInWords(words, filter);
  const [name, setName] = useState(() => [search.q, ...chosen].filter(Boolean).join(' · ').slice(0, longestName));
  const save = useSaveSearch();
  if (save.isSuccess) {
    return (
      <>
        <p>{t('saved.done')}</p>
        <PageLink to="/searches" className="brand-button" onClick={onClose}>
          {t('saved.see')}
        </PageLink>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name: name.trim(), kind: kindOf(search), query: search.q ?? '', filter });
      }}
    >
      <label className="label" htmlFor="search-name">
        {t('saved.name')}
      </label>
      <input
        className="field"
        id="search-name"
        maxLength={longestName}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      {save.error && <ProblemNote error={save.error} />}
      <Button block className="form-end" type="primary" htmlType="submit" loading={save.isPending} disabled={name.trim() === ''}>
        {t('saved.submit')}
      </Button>
    </form>
  );
};

const SaveSearchDialog = ({ search, onClose }: SaveSearchProps) => {
  const { t } = useTranslation();
  return (
    <Dialog title={t('saved.dialog')} onClose={onClose}>
      <NameForm search={search} onClose={onClose} />
    </Dialog>
  );
};

export default SaveSearchDialog;
