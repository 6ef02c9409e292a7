// The printer on Workers: fonts from the assets, words from templates/ as they were at the build.

import { createPress } from '../../pdf/press.ts'
import type { LetterFonts } from '../../pdf/printable-text.ts'
import type { Printer } from '../../usecases/disclosure-ports.ts'
import { shippedTemplates } from './templates.ts'

/** @param fonts fetched once and kept. */
export async function workerPrinter(fonts: LetterFonts): Promise<Printer> {
  return createPress({ templates: await shippedTemplates(), fonts })
}
