import { open } from 'node:fs/promises';
import { generateKeyFile, openKeyFile } from '../keys.js';
import type { PartySigner } from '../keys.js';
import { hashOfJson, parseSigningPayload } from '../receipt/party-signature.js';
import type { Signing } from '../receipt/party-signature.js';
import { parseJson } from '../receipt/strict-json.js';
import { exitCodes, readText, Unusable } from './terminal.js';
import type { Terminal } from './terminal.js';

export interface KeygenArguments {
  readonly out: string;
  readonly sm2?: boolean;
  readonly userId?: string;
}

export interface SignArguments {
  readonly key: string;
  readonly payload: string;
  readonly terms?: string;
}

/** A new file that its owner alone may read; one that is there already is never written over. */
const writeSecret = async (path: string, text: string): Promise<void> => {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text);
    await file.sync();
    await file.close();
  } catch {
    throw new Unusable(
      `无法新建 ${path}（已有文件不会被覆盖）`,
      `cannot create ${path} (a file that exists is not written over)`,
    );
  }
};

/** Makes a key pair, keeps it in a file and prints the public half. */
export const keygenCommand = async (terminal: Terminal, { out, sm2, userId }: KeygenArguments): Promise<number> => {
  if (userId !== undefined && !sm2) throw new Unusable('--user-id 只用于 --sm2', '--user-id is for --sm2 only');
  const { secretKey, ...rest } = generateKeyFile(sm2 ? 'SM2' : 'Ed25519', userId);
  await writeSecret(out, `${JSON.stringify({ ...rest, secretKey }, undefined, 2)}\n`);
  const { format: _, ...publicHalf } = rest;
  terminal.out(JSON.stringify(publicHalf));
  terminal.err(
    terminal.language === 'zh'
      ? `私钥已存入 ${out}，请妥善保管，切勿发送给任何人。以上是可登记的公钥。`
      : `The private key is in ${out}: keep it safe and send it to nobody. Above is the public key to register.`,
  );
  return exitCodes.proven;
};

const readSigner = async (terminal: Terminal, path: string): Promise<PartySigner> => {
  const text = await readText(terminal, path);
  try {
    return await openKeyFile(parseJson(text, 'key'));
  } catch {
    throw new Unusable(`${path} 不是密钥文件`, `${path} is no key file`);
  }
};

/** A text file ends in a newline where the payload has none. */
const readPayload = async (terminal: Terminal, path: string): Promise<{ text: string; signing: Signing }> => {
  const text = (await readText(terminal, path)).replace(/\r?\n$/, '');
  const signing = parseSigningPayload(text);
  if (!signing)
    throw new Unusable('不是合同条款的待签文本，拒绝签署', 'this is no signing payload of contract terms: not signed');
  return { text, signing };
};

const demandTerms = async (terminal: Terminal, path: string, signing: Signing): Promise<void> => {
  let hash: string;
  try {
    hash = hashOfJson(parseJson(await readText(terminal, path), 'terms'));
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(`${path} 不是 JSON 条款文本`, `${path} is no JSON document of terms`);
  }
  const isSame = hash === signing.termsHash;
  if (!isSame) throw new Unusable('待签文本不是这份条款的，拒绝签署', 'the payload is not of these terms: not signed');
};

/** Signs one signing payload, after the terms were compared if they are given; prints what the platform takes. */
export const signCommand = async (terminal: Terminal, { key, payload, terms }: SignArguments): Promise<number> => {
  const signer = await readSigner(terminal, key);
  const { text, signing } = await readPayload(terminal, payload);
  if (terms !== undefined) await demandTerms(terminal, terms, signing);
  const { sign, ...who } = signer;
  terminal.out(JSON.stringify({ ...who, signature: await sign(text) }));
  terminal.err(
    terminal.language === 'zh'
      ? `已签署：合同 ${signing.contractId} 第 ${signing.version} 版，条款哈希 ${signing.termsHash}`
      : `Signed: contract ${signing.contractId}, version ${signing.version}, terms hash ${signing.termsHash}`,
  );
  return exitCodes.proven;
};
