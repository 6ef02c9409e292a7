// What an amendment says of itself, sealed: why it was made, what shows it, and the objection it notes.

import type { Deps, StoredAmendment } from './ports.ts'
import { amendmentContext } from './seal-contexts.ts'

export interface ObjectionNote {
  line: number
  request_no: string
}

export interface AmendmentNote {
  reason: string
  evidence?: string | undefined
  objection?: ObjectionNote | undefined
}

export function openNote(
  { vault }: Pick<Deps, 'vault'>,
  { recordNo, version, sealed }: StoredAmendment,
): AmendmentNote {
  const plain = vault.open(sealed, amendmentContext(recordNo, version))
  return JSON.parse(new TextDecoder().decode(plain))
}

export function sealNote(
  { vault }: Pick<Deps, 'vault'>,
  { recordNo, version }: Pick<StoredAmendment, 'recordNo' | 'version'>,
  { reason, evidence, objection }: AmendmentNote,
): Uint8Array {
  const note = JSON.stringify({ reason, evidence, objection })
  return vault.seal(note, amendmentContext(recordNo, version))
}
