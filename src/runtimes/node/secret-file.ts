// Files that only their owner may read.

import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { systemCode } from './fault.ts'

/** Makes the folder (0700) when it is not there. */
export function makeSecretFolder(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/**
 * Writes a new file of mode 0600, whole or not at all. Throws EEXIST rather than replace one, but with
 * `replace`.
 */
export function writeSecretFile(file: string, text: string | Uint8Array, { replace = false } = {}) {
  const draft = `${file}.${process.pid}.tmp`
  const descriptor = openSync(draft, 'wx', 0o600)
  try {
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
    closeSync(descriptor)
    if (replace) renameSync(draft, file)
    else linkNew(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Unlike a rename, a hard link never replaces a file. */
function linkNew(draft: string, file: string) {
  try {
    linkSync(draft, file)
  } catch (error) {
    // Some network and removable disks have no hard links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(systemCode(error) ?? '')) throw error
    copyFileSync(draft, file, constants.COPYFILE_EXCL)
  }
}
