/** What the register door started in this process; nothing in a unit test. */
export interface RunningTelemetry {
  metricsText(): Promise<string>;
  shutdown(): Promise<void>;
}

let running: RunningTelemetry | undefined;

export const setRunningTelemetry = (telemetry: RunningTelemetry | undefined): void => {
  running = telemetry;
};

/**
 * All metrics of this process in Prometheus' text exposition format (version 0.0.4). A comment alone when the
 * process was started without the register door.
 */
export const metricsText = (): Promise<string> =>
  running ? running.metricsText() : Promise.resolve('# telemetry is not registered in this process\n');

/**
 * Hands what is still buffered to the sink and stops telemetry; to be called last in a process's shutdown. Never
 * rejects and returns after `deadlineMs` at the latest, whatever the sink does. A second call does nothing.
 */
export const shutdownTelemetry = async (deadlineMs = 3_000): Promise<void> => {
  const stopping = running;
  running = undefined;
  if (!stopping) return;
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, deadlineMs);
  });
  await Promise.race([stopping.shutdown().catch(() => undefined), deadline]);
  clearTimeout(timer);
};
