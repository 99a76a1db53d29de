import { createServer } from 'node:net';
import { pickPorts } from '../src/ports.js';

describe('ports', () => {
  it('are the wanted ones where they are free, and all different', async () => {
    const [first = 0] = await pickPorts([0]);
    const ports = await pickPorts([first, 0, 0, 0]);
    expect(ports[0]).toBe(first);
    expect(new Set(ports).size).toBe(4);
  });
  it('are others where the wanted one is taken, also by an earlier wish', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const [instead = 0, twin = 0] = await pickPorts([port, port]);
    expect(instead).not.toBe(port);
    expect(twin).not.toBe(port);
    await new Promise((resolve) => taken.close(resolve));
  });
  it('lie below the range of outgoing connections', async () => {
    for (const port of await pickPorts([0, 0, 0])) expect(port).toBeLessThan(32_768);
  });
});
