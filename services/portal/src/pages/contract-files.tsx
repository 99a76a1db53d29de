import type { ContractView } from '@lastmile/protocol';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFile } from '../api/deal.js';
import { evidenceActions } from '../deal/deal-actions.js';
import { DealActions } from '../parts/deal-actions.js';
import { download } from '../parts/download.js';
import { PageLink } from '../parts/page-link.js';
import { ProblemNote } from '../parts/problem-note.js';

interface FileButtonProps {
  label: string;
  path: string;
  name: string;
}

const FileButton = ({ label, path, name }: FileButtonProps) => {
  const file = useFile(path, name);
  return (
    <>
      <Button loading={file.isPending} onClick={() => file.mutate()}>
        {label}
      </Button>
      {file.error && <ProblemNote error={file.error} />}
    </>
  );
};

/** What the contract leaves in the hand: its text, the proof that it stands in the log, the evidence. */
export const ContractFiles = ({ contract, organisationId }: { contract: ContractView; organisationId: string }) => {
  const { t } = useTranslation();
  const { id, terms, concludedAt } = contract;
  return (
    <>
      <div className="decision">
        {terms && (
          <>
            <FileButton label={t('deal.document')} path={`/contracts/${id}/document.pdf`} name={`contract-${id}.pdf`} />
            <Button onClick={() => download(`terms-${id}-${terms.version}.json`, JSON.stringify(terms.content, undefined, 2))}>
              {t('terms.download')}
            </Button>
          </>
        )}
        {concludedAt && (
          <FileButton label={t('contract.receipt')} path={`/contracts/${id}/receipt`} name={`receipt-${id}.json`} />
        )}
        <FileButton label={t('deal.evidence')} path={`/contracts/${id}/evidence`} name={`evidence-${id}.zip`} />
        <DealActions actions={evidenceActions} contract={contract} organisationId={organisationId} />
        {concludedAt && <PageLink to="/verify">{t('links.verify')}</PageLink>}
      </div>
      <p className="hint">{t('deal.evidenceHint')}</p>
    </>
  );
};
