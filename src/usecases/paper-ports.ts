// What the page of documents needs from outside: the papers' templates, named, previewed and checked.

import type { Edition } from './letter-document.ts'

export interface PaperName {
  /** As its template file is called, without `.json`. */
  name: string
  titles: Record<Edition, string>
}

/** One thing wrong in a template file. */
export interface PaperFault {
  /** Inside templates/, `en/not-exist.json`; empty where no file is to blame. */
  file: string
  /** Where in it; empty: the whole file. */
  path: string
  /** In English, with the names in it as they stand in the file. */
  message: string
}

export interface Papers {
  /** Every paper that is printed, registers too. */
  listPapers(): Promise<PaperName[]>
  /** With invented data, never signed. Throws RangeError for a name that is none. */
  drawSample(job: { name: string; edition: Edition }, at: number): Promise<Uint8Array>
  /** The files as they lie there now; what is printed meanwhile are those of the start. */
  checkTemplates(): Promise<PaperFault[]>
}
