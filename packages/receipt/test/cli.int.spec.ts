import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { formatReceipt } from '../src/index.js';
import { ledger, receiptOf } from './ledger-fixture.js';

const program = fileURLToPath(new URL('../bin/lastmile-receipt.js', import.meta.url));

/** The program as it is installed, in a process of its own. */
const call = async (args: readonly string[], input: string, env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...env } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
};

describe('the installed program', () => {
  const receipt = formatReceipt(receiptOf());
  const key = ledger.log[0]!.verifierKey;

  it('verifies from standard input and tells by its exit code', async () => {
    expect(await call(['verify', '-', '--key', key], receipt)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^✓ 凭证有效/),
    });
    expect(await call(['verify', '-'], receipt, { LANG: 'en_GB.UTF-8' })).toMatchObject({
      code: 3,
      out: expect.stringMatching(/^△ The receipt/),
    });
    expect(await call(['verify', '-'], receipt.replace('"index":5', '"index":6'))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^✗/),
    });
    expect(await call(['verify', '-'], '')).toMatchObject({ code: 2 });
    expect(await call([], '')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^用法/) });
  });
});
