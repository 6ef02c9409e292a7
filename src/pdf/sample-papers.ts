// Every paper by name, drawn from invented data: for `kirokubo template preview` and the tests of pages.

import type { Edition } from '../usecases/letter-document.ts'
import { FORM_SAMPLES } from './form-samples.ts'
import { createPress, type PressKit } from './press.ts'
import { PROCEDURE_SAMPLES } from './procedure-samples.ts'
import { REGISTER_SAMPLES } from './register-samples.ts'
import { RESULT_SAMPLES, SAMPLE_BASE } from './result-samples.ts'

type Press = ReturnType<typeof createPress>
type Draw = (press: Press, edition: Edition, at: number) => Promise<Uint8Array>

const DRAWINGS: Readonly<Record<string, Draw>> = {
  ...drawings(RESULT_SAMPLES, (press, document, edition, at) =>
    press.print({ document, edition }, at).then(({ pdf }) => pdf),
  ),
  ...drawings(PROCEDURE_SAMPLES, (press, content, edition, at, kind) =>
    press.printLetter({ document: { ...SAMPLE_BASE, ...content, kind }, edition }, at),
  ),
  ...drawings(FORM_SAMPLES, (press, document, edition, at) =>
    press.printLetter({ document, edition }, at),
  ),
  ...drawings(REGISTER_SAMPLES, (press, document, edition, at) =>
    press.printRegister({ document, edition }, at),
  ),
}

/** As the template files are called, without `.json`. */
export const SAMPLE_NAMES: readonly string[] = Object.keys(DRAWINGS)

/** @param name one of `SAMPLE_NAMES`; throws RangeError on any other. */
export async function drawSample(
  kit: PressKit,
  { name, edition }: { name: string; edition: Edition },
  producedAt: Date,
): Promise<Uint8Array> {
  const draw = Object.hasOwn(DRAWINGS, name) ? DRAWINGS[name] : undefined
  if (draw === undefined) throw new RangeError(`There is no paper "${name}".`)
  return draw(createPress(kit), edition, producedAt.getTime())
}

function drawings<Kind extends string, Sample>(
  samples: Record<Kind, Sample>,
  draw: (
    press: Press,
    sample: Sample,
    edition: Edition,
    at: number,
    kind: Kind,
  ) => Promise<Uint8Array>,
): Record<string, Draw> {
  const entries = Object.entries(samples) as [Kind, Sample][]
  return Object.fromEntries(
    entries.map(([kind, sample]) => [
      kind.replaceAll('_', '-'),
      (press, edition, at) => draw(press, sample, edition, at, kind),
    ]),
  )
}
