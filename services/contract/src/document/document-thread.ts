import { parentPort } from 'node:worker_threads';
import { printContract } from './contract-print.js';
import type { PrintAnswer, PrintOrder } from './printer.js';
import { typeface } from './typeface.js';

if (!parentPort) throw new Error('this file is run as a thread');
const port = parentPort;

const faces = { text: typeface('NotoSerifSC-Regular', 400), bold: typeface('NotoSerifSC-Bold', 700) };

port.on('message', ({ id, contract }: PrintOrder) => {
  let answer: PrintAnswer;
  try {
    answer = { id, bytes: Uint8Array.from(printContract(contract, faces)) };
  } catch (error) {
    answer = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(answer);
});
