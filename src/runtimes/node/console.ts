// The officer's console on Node: its bundle, and the files its pages link to.

import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { createConsole } from '../../console/console.tsx'
import { RuntimeFault } from './fault.ts'

const BUNDLE = new URL('../../../build/console.js', import.meta.url)
const FILES = new URL('../../console/assets/', import.meta.url)

/** Throws RuntimeFault when it was not built. */
export async function loadConsole(): Promise<typeof createConsole> {
  if (!statSync(BUNDLE, { throwIfNoEntry: false })) {
    throw new RuntimeFault(
      'The pages of the console are not built.',
      'Run npm run build; npm ci does it too.',
    )
  }
  return (await import(BUNDLE.href)).createConsole
}

export async function consoleFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(consoleFilePath(name)))
}

export function consoleFilePath(name: string): string {
  return fileURLToPath(new URL(name, FILES))
}
