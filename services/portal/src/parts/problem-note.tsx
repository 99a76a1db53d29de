import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client.js';

/** What went wrong, in words; the trace number is what an operator asks for. */
export const ProblemNote = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : undefined;
  return (
    <Alert
      className="note"
      type="error"
      showIcon
      title={problem ? problem.message : t('error.unknown')}
      description={
        <>
          {problem?.violations.map(({ path, message }) => (
            <div key={path}>
              {path}: {message}
            </div>
          ))}
          {problem?.traceId && <small>{t('error.trace', { traceId: problem.traceId })}</small>}
        </>
      }
      action={onRetry && <Button onClick={onRetry}>{t('error.retry')}</Button>}
    />
  );
};
