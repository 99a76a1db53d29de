import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import type { Language } from './config.js';
import { checkCommand, keygenCommand, registerCommand, signCommand } from './key-commands.js';
import { exitCodes, Unusable } from './terminal.js';
import type { Terminal } from './terminal.js';
import { verifyCommand } from './verify-command.js';

const usage: Readonly<Record<Language, string>> = {
  zh: `用法：
  lastmile-receipt verify <凭证或证据包|-> [--key <验证密钥>]… [--terms terms.json] [--json] [--lang zh|en]
  lastmile-receipt keygen --out <密钥文件> [--sm2 [--user-id <标识>]] [持有人]
  lastmile-receipt register --key <密钥文件> [--replaces <旧密钥文件>] 持有人
  lastmile-receipt sign --key <密钥文件> [--terms terms.json] <待签文本|->
  lastmile-receipt check --signed <签名> <待签文本|->
持有人：--organisation <机构> --signatory <签字人标识> [--role LEGAL_REPRESENTATIVE|AGENT] [--valid-until <UTC 时刻>]
退出码：0 有效；1 不成立；2 输入或用法有误；3 凭证自洽，但未指定日志密钥`,
  en: `Usage:
  lastmile-receipt verify <receipt or pack|-> [--key <verifier key>]... [--terms terms.json] [--json] [--lang zh|en]
  lastmile-receipt keygen --out <key file> [--sm2 [--user-id <id>]] [holder]
  lastmile-receipt register --key <key file> [--replaces <old key file>] holder
  lastmile-receipt sign --key <key file> [--terms terms.json] <payload|->
  lastmile-receipt check --signed <signature> <payload|->
Holder: --organisation <id> --signatory <id> [--role LEGAL_REPRESENTATIVE|AGENT] [--valid-until <instant>]
Exit codes: 0 valid; 1 refused; 2 input or call unusable; 3 consistent, but no log key was pinned`,
};

const wrongCall = (): never => {
  throw new Unusable(usage.zh, usage.en);
};

const parse = <Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return wrongCall();
  }
};

const only = (positionals: readonly string[]): string => {
  const [first, ...rest] = positionals;
  return first === undefined || rest.length > 0 ? wrongCall() : first;
};

const holder = {
  organisation: { type: 'string' },
  signatory: { type: 'string' },
  role: { type: 'string' },
  'valid-until': { type: 'string' },
} as const;

const commands: Readonly<Record<string, (terminal: Terminal, args: readonly string[]) => Promise<number>>> = {
  verify(terminal, args) {
    const options = { key: { type: 'string', multiple: true }, terms: { type: 'string' }, json: { type: 'boolean' } } as const;
    const { values, positionals } = parse(args, options);
    return verifyCommand(terminal, { file: only(positionals), keys: values.key, terms: values.terms, json: values.json });
  },
  keygen(terminal, args) {
    const options = { out: { type: 'string' }, sm2: { type: 'boolean' }, 'user-id': { type: 'string' }, ...holder } as const;
    const { values, positionals } = parse(args, options);
    if (values.out === undefined || positionals.length > 0) return wrongCall();
    const { out, sm2, 'user-id': userId, 'valid-until': validUntil, ...rest } = values;
    return keygenCommand(terminal, { ...rest, out, sm2, userId, validUntil });
  },
  register(terminal, args) {
    const options = { key: { type: 'string' }, replaces: { type: 'string' }, ...holder } as const;
    const { values, positionals } = parse(args, options);
    if (values.key === undefined || positionals.length > 0) return wrongCall();
    const { key, 'valid-until': validUntil, ...rest } = values;
    return registerCommand(terminal, { ...rest, key, validUntil });
  },
  check(terminal, args) {
    const { values, positionals } = parse(args, { signed: { type: 'string' } } as const);
    return checkCommand(terminal, { signed: values.signed ?? wrongCall(), payload: only(positionals) });
  },
  sign(terminal, args) {
    const { values, positionals } = parse(args, { key: { type: 'string' }, terms: { type: 'string' } } as const);
    return signCommand(terminal, { key: values.key ?? wrongCall(), payload: only(positionals), terms: values.terms });
  },
};

/** `--lang` may stand anywhere; what is left belongs to the command. */
const takeLanguage = (args: readonly string[], otherwise: Language): { language: Language; rest: string[] } => {
  const at = args.indexOf('--lang');
  if (at < 0) return { language: otherwise, rest: [...args] };
  const language = args[at + 1];
  return language === 'zh' || language === 'en' ? { language, rest: [...args].toSpliced(at, 2) } : wrongCall();
};

const dispatch = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { language, rest } = takeLanguage(args, terminal.language);
  const [name = '', ...others] = rest;
  if (name === '--help' || name === 'help') {
    terminal.out(usage[language]);
    return exitCodes.proven;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command ? command({ ...terminal, language }, others) : wrongCall();
};

/** Runs one command line (without the program's own name) and answers its exit code. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const asked = args[args.indexOf('--lang') + 1];
    const language = args.includes('--lang') && (asked === 'zh' || asked === 'en') ? asked : terminal.language;
    terminal.err(error[language]);
    return exitCodes.unusable;
  }
};
