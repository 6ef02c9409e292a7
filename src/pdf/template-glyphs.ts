// Whether the fonts can draw every character that the templates say.

import { EDITIONS } from '../usecases/letter-document.ts'
import { type EditionTemplates, templateFile } from './letter-template.ts'
import { findMissingGlyphs, type LetterFonts } from './printable-text.ts'
import type { TemplateFault } from './template-fault.ts'

export function missingTemplateGlyphs(
  templates: EditionTemplates,
  fonts: LetterFonts,
): TemplateFault[] {
  return EDITIONS.flatMap(edition => {
    const { letters, ...parts } = templates[edition]
    return Object.entries({ ...letters, ...parts }).flatMap(([name, template]) =>
      findMissingGlyphs(template, fonts).map(({ path, codePoints }) => ({
        file: templateFile(name, edition),
        path,
        message: `no font has ${codePoints.join(', ')}: write it with other characters`,
      })),
    )
  })
}
