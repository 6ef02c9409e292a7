// What somebody had before their eyes when they decide on a request or issue its answer: refused once it changed.

import { changedMeanwhile } from '../domain/domain-error.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { ShownLine } from './disclosure-ports.ts'
import type { Deps } from './ports.ts'

type Vault = Pick<Deps, 'vault'>
type File = Pick<DisclosureFile, 'steps'>

/** For a form's hidden field: the file as far as it went, and the records' versions of the lines shown. */
export function seenOf(deps: Vault, { steps }: File, lines: readonly ShownLine[]): string {
  return `${steps.length}-${digestOf(deps, lines)}`
}

/**
 * @param lines what it is about now; undefined where it speaks of none.
 * Throws changed_meanwhile. Whoever names nothing, as a program does, is let through.
 */
export function refuseUnseen(
  deps: Vault,
  { steps }: File,
  { seen, lines }: { seen: string | undefined; lines?: readonly ShownLine[] | undefined },
) {
  if (seen === undefined) return
  const [step, digest] = seen.split('-')
  const isSame = step === String(steps.length) && (!lines || digest === digestOf(deps, lines))
  if (!isSame) throw changedMeanwhile()
}

/** Keyed: the source of a page tells nothing by it. */
function digestOf({ vault }: Vault, lines: readonly ShownLine[]): string {
  const text = JSON.stringify(lines.map(({ recordNo, line, version }) => [recordNo, line, version]))
  return Buffer.from(vault.digest(text, 'seen-lines', 16)).toString('hex')
}
