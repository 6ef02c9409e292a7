// Runs veraPDF over many files in one Java process: PDF/A-3a and PDF/UA-1.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What has to be there for it: a JDK of 17 or newer, and Debian's libjaxb-java. */
export const VERAPDF_NEEDS = ['javac', '/usr/share/java/jaxb-runtime.jar']

export interface Verdict {
  file: string
  flavour: '3a' | 'ua1'
  /** How many checks were made: none would mean that nothing was judged. */
  checks: number
  isCompliant: boolean
  /** Clause and test number, where, and the words of the rule. */
  failed: string[]
}

const MAIN = fileURLToPath(new URL('VeraPdf.java', import.meta.url))
const ENGINE = fileURLToPath(import.meta.resolve('@opendataloader/pdf')).replace(
  /dist\/[^/]+$/,
  'lib/opendataloader-pdf-cli.jar',
)

/** Half a minute of work is over before the second compiler would pay. */
const QUICK_START = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']

/** Two verdicts a file, in the order of the files. */
export async function veraPdf(files: readonly string[]): Promise<Verdict[]> {
  const classPath = [ENGINE, VERAPDF_NEEDS[1]].join(':')
  const options = [...QUICK_START, '-cp', classPath, MAIN, ...files]
  const { stdout } = await promisify(execFile)('java', options, { maxBuffer: 64 * 1024 * 1024 })
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Verdict)
}
