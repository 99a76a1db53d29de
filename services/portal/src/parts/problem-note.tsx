import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client.js';

/** What was refused for good is not asked for again. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status < 400 || error.status === 429 || error.status >= 500;

const Details = ({ violations, traceId }: Pick<Problem, 'violations' | 'traceId'>) => {
  const { t } = useTranslation();
  return (
    <>
      {violations.map(({ path, message }) => (
        <div key={path}>
          {path}: {message}
        </div>
      ))}
      {traceId && <small>{t('error.trace', { traceId })}</small>}
    </>
  );
};

/** What went wrong, in words; the trace number is what an operator asks for. */
export const ProblemNote = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : undefined;
  const hasDetails = problem && (problem.violations.length > 0 || problem.traceId !== undefined);
  return (
    <Alert
      className="note"
      type="error"
      showIcon
      title={problem ? problem.message : t('error.unknown')}
      description={hasDetails ? <Details {...problem} /> : undefined}
      action={onRetry && mayPass(error) && <Button onClick={onRetry}>{t('error.retry')}</Button>}
    />
  );
};
