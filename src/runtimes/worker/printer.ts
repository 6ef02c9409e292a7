// The printer on Workers: fonts from the assets, words from templates/ as they were at the build.

import { paperDesk } from '../../pdf/paper-desk.ts'
import { createPress } from '../../pdf/press.ts'
import type { LetterFonts } from '../../pdf/printable-text.ts'
import { missingTemplateGlyphs } from '../../pdf/template-glyphs.ts'
import type { Printer } from '../../usecases/disclosure-ports.ts'
import type { Papers } from '../../usecases/paper-ports.ts'
import { shippedTemplates } from './templates.ts'

/** @param fonts fetched once and kept. */
export async function workerPrinter(fonts: LetterFonts): Promise<Printer & Papers> {
  const kit = { templates: await shippedTemplates(), fonts }
  return {
    ...createPress(kit),
    ...paperDesk(kit),
    // Their shape and names were checked when they were read above.
    checkTemplates: async () => missingTemplateGlyphs(kit.templates, fonts),
  }
}
