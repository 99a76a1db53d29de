import { Metadata, ServerInterceptingCall } from '@grpc/grpc-js';
import type { ServerInterceptingCallInterface, ServerMethodDefinition } from '@grpc/grpc-js';

type Done = () => void;

const mostUnsent = 64;

/**
 * Takes messages ahead of the socket, so that events which lie ready leave in one packet instead of one each. Past the
 * limit the sender waits: a slow reader holds up to that many messages in memory.
 */
class EagerCall extends ServerInterceptingCall {
  private unsent = 0;
  private waiting: Done | undefined;

  override sendMessage(message: unknown, callback: Done): void {
    this.unsent += 1;
    const mustWait = this.unsent >= mostUnsent;
    if (mustWait) this.waiting = callback;
    super.sendMessage(message, () => {
      this.unsent -= 1;
      const resume = this.waiting;
      this.waiting = undefined;
      resume?.();
    });
    if (!mustWait) callback();
  }
}

/**
 * Reads answer with their headers as soon as the call opens, before its message has come: a client that delays small
 * packets sends the message only when it hears from us, and a kernel that delays acknowledgements lets it wait 40 ms.
 */
export const readsFlow = (
  method: ServerMethodDefinition<unknown, unknown>,
  call: ServerInterceptingCallInterface,
): ServerInterceptingCall => {
  if (!method.responseStream || method.requestStream) return new ServerInterceptingCall(call);
  call.sendMetadata(new Metadata());
  return new EagerCall(call);
};
