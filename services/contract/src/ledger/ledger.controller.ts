import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { ledgerMessages } from '@lastmile/protocol';
import type { InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import {
  addCosignature,
  consistencyProof,
  contractReceipt,
  inclusionProof,
  ledgerEntry,
  ledgerKeys,
  newestCheckpoint,
  receiptVerdict,
} from './ledger.queries.js';

type Messages = typeof ledgerMessages;

/** The public log: whoever asks gets the same answers. Only receipts belong to somebody. */
@Controller()
export class LedgerController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(ledgerMessages.checkpoint)
  checkpoint(): OutputOf<Messages['checkpoint']> {
    return newestCheckpoint(this.service);
  }

  @Request(ledgerMessages.key)
  key(): OutputOf<Messages['key']> {
    return ledgerKeys(this.service);
  }

  @Request(ledgerMessages.entry)
  entry(input: InputOf<Messages['entry']>): Promise<OutputOf<Messages['entry']>> {
    return ledgerEntry(this.service, input);
  }

  @Request(ledgerMessages.inclusion)
  inclusion(input: InputOf<Messages['inclusion']>): Promise<OutputOf<Messages['inclusion']>> {
    return inclusionProof(this.service, input);
  }

  @Request(ledgerMessages.consistency)
  consistency(input: InputOf<Messages['consistency']>): OutputOf<Messages['consistency']> {
    return consistencyProof(this.service, input);
  }

  @Request(ledgerMessages.verify)
  verify({ receipt }: InputOf<Messages['verify']>): OutputOf<Messages['verify']> {
    return receiptVerdict(this.service, receipt);
  }

  @Request(ledgerMessages.addCosignature)
  addCosignature(input: InputOf<Messages['addCosignature']>): Promise<OutputOf<Messages['addCosignature']>> {
    return addCosignature(this.service, input);
  }

  @Request(ledgerMessages.receipt)
  async receipt(input: InputOf<Messages['receipt']>, context: MessageContext): Promise<OutputOf<Messages['receipt']>> {
    return { ...(await contractReceipt(this.service, input, context.actor)) };
  }
}
