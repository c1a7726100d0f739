import { createServer } from 'node:net';

/**
 * Makes sure that a port of 127.0.0.1 can be listened on, so that a taken one is told at once and in plain words.
 * @param {number} port 0, which lets the system choose, is always free.
 * @returns {Promise<void>}
 * @throws {Error} When it is in use, or not this user's to use.
 */
export function assertFreePort(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      reject(
        new Error(isTaken ? `Port ${port} is in use.` : `Port ${port} cannot be used: ${error.message}`),
      );
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
