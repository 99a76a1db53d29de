import { Metadata, ServerInterceptingCall } from '@grpc/grpc-js';
import type { ServerInterceptingCallInterface, ServerMethodDefinition } from '@grpc/grpc-js';
import type { ReadResponse } from '../gen/streams_pb.js';

type Done = () => void;

const mostUnsentBytes = 262_144;
const envelopeBytes = 200;

/** About what a message of a read will take; only reads pass here. */
const weightOf = (message: ReadResponse): number => {
  if (message.content.case !== 'event') return envelopeBytes;
  const { event, link } = message.content.value;
  return envelopeBytes + (event?.data.length ?? 0) + (event?.customMetadata.length ?? 0) + (link?.data.length ?? 0);
};

/**
 * Takes messages ahead of the socket, so that events which lie ready leave in few packets instead of one each. Past the
 * limit the sender waits: a slow reader holds that much in memory and no more.
 */
class EagerCall extends ServerInterceptingCall {
  private unsent = 0;
  private waiting: Done | undefined;

  override sendMessage(message: ReadResponse, callback: Done): void {
    const weight = weightOf(message);
    this.unsent += weight;
    const mustWait = this.unsent >= mostUnsentBytes;
    if (mustWait) this.waiting = callback;
    super.sendMessage(message, () => {
      this.unsent -= weight;
      if (this.unsent < mostUnsentBytes) this.resume();
    });
    if (!mustWait) callback();
  }

  private resume(): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.();
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
