import { Button } from 'antd';
import type { DeclineReason } from '@lastmile/protocol';
import { declineReasons } from '@lastmile/protocol/tables';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDecline } from '../api/commands.js';
import { Dialog } from '../parts/dialog.js';
import { ProblemNote } from '../parts/problem-note.js';

interface DeclineDialogProps {
  matchId: string;
  onClose: () => void;
}

const ReasonForm = ({ matchId, onClose }: DeclineDialogProps) => {
  const { t } = useTranslation();
  const [reason, setReason] = useState<DeclineReason>();
  const [note, setNote] = useState('');
  const decline = useDecline();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason) decline.mutate({ id: matchId, reason, ...(note.trim() && { note: note.trim() }) }, { onSuccess: onClose });
      }}
    >
      <fieldset className="reasons">
        <legend className="hint">{t('match.declineHint')}</legend>
        {declineReasons.map((value) => (
          <label key={value}>
            <input type="radio" name="reason" value={value} checked={reason === value} onChange={() => setReason(value)} />
            <span className="begins">{t(`declineReason.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <div aria-live="polite">
        {reason && (
          <p className="consequence">
            <strong>{t('match.consequence')}</strong> {t(`match.consequences.${reason}`)}
          </p>
        )}
      </div>
      <label className="label" htmlFor="decline-note">
        {t('match.note')}
      </label>
      <textarea
        className="field"
        id="decline-note"
        rows={2}
        maxLength={1_000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {decline.error && <ProblemNote error={decline.error} />}
      <Button block className="form-end" type="primary" htmlType="submit" loading={decline.isPending} disabled={!reason}>
        {t('match.declineSubmit')}
      </Button>
    </form>
  );
};

const DeclineDialog = (props: DeclineDialogProps) => {
  const { t } = useTranslation();
  return (
    <Dialog title={t('match.declineTitle')} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
};

export default DeclineDialog;
