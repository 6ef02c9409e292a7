// What the press needs on Node: the words of templates/ and the fonts, the operator's own files included.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fontCoverage } from '../../pdf/font-coverage.ts'
import type { PressKit } from '../../pdf/press.ts'
import type { LetterFonts } from '../../pdf/printable-text.ts'
import { RuntimeFault, systemCode } from './fault.ts'
import { loadTemplates } from './template-files.ts'

/** Folders of the operator's; undefined: only what Kirokubo ships. */
export interface KitFolders {
  templatesDir?: string | undefined
  /** Fonts for what the shipped one lacks, asked in the order of their names. */
  fontDir?: string | undefined
}

/** Throws RuntimeFault with every template, or every font, that cannot be used. */
export function loadKit({ templatesDir, fontDir }: KitFolders): PressKit {
  return { templates: loadTemplates(templatesDir), fonts: loadFonts(fontDir) }
}

export function loadFonts(folder: string | undefined): LetterFonts {
  const shipped = (file: string) =>
    new Uint8Array(
      readFileSync(new URL(import.meta.resolve(`@expo-google-fonts/noto-sans-jp/${file}`))),
    )
  return {
    regular: shipped('400Regular/NotoSansJP_400Regular.ttf'),
    bold: shipped('700Bold/NotoSansJP_700Bold.ttf'),
    fallbacks: folder === undefined ? [] : loadFallbacks(folder),
  }
}

function loadFallbacks(folder: string): Uint8Array[] {
  const faults: string[] = []
  const fonts: Uint8Array[] = []
  const names = readdirSync(folder).filter(name => /\.(ttf|otf|ttc)$/i.test(name))
  if (names.length === 0) faults.push('no file ends in .ttf, .otf or .ttc')
  for (const name of names.sort()) {
    try {
      const font = new Uint8Array(readFileSync(join(folder, name)))
      fontCoverage(font)
      fonts.push(font)
    } catch (error) {
      const isCut = error instanceof RangeError
      const reason = systemCode(error) ?? (isCut ? 'it is cut short' : (error as Error).message)
      faults.push(`${name}: ${reason}`)
    }
  }
  if (faults.length === 0) return fonts
  throw new RuntimeFault(
    `KIROKUBO_FONT_DIR ${folder} has fonts that cannot be used: ${faults.join('; ')}.`,
    'Put TrueType or OpenType files there that this account can read, and nothing else that ends so.',
  )
}
