import { parseOptions, UsageError } from './options.js';

const valid = ['start', '--db', 'events.db', '--port', '2113'];

describe('the command line', () => {
  it('has defaults that are safe', () => {
    expect(parseOptions(valid)).toEqual({
      db: 'events.db',
      port: 2_113,
      host: '127.0.0.1',
      healthPort: undefined,
      parentPid: undefined,
      synchronous: 'full',
      maxAppendBytes: 1_048_576,
    });
  });

  it.each([
    [[], 'the one command is: start'],
    [['stop'], 'the one command is: start'],
    [['start', '--port', '1'], '--db FILE is required'],
    [['start', '--db', 'x'], '--port takes a whole number'],
    [['start', '--db', 'x', '--port', '70000'], '--port takes a whole number'],
    [['start', '--db', 'x', '--port', '-1'], 'port'],
    [[...valid, '--health-port', 'x'], '--health-port takes a whole number'],
    [[...valid, '--host', '0.0.0.0'], 'without TLS'],
    [[...valid, '--synchronous', 'sometimes'], '--synchronous takes'],
    [[...valid, '--colour', 'blue'], '--colour'],
  ])('refuses %j in one line', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(message);
  });

  it('listens elsewhere when told that this is without TLS', () => {
    expect(parseOptions([...valid, '--host', '0.0.0.0', '--insecure']).host).toBe('0.0.0.0');
  });
});
