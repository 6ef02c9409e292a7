// The printer's thread: loads templates and fonts once, then draws one paper after the other.

import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { paperDesk } from '../../pdf/paper-desk.ts'
import { createPress } from '../../pdf/press.ts'
import { checkTemplates } from './check-templates.ts'
import { RuntimeFault } from './fault.ts'
import { loadKit } from './press-kit.ts'
import type { Order, PrintingThread } from './printer.ts'

// Requests go first where cores are few. Elsewhere than on Linux this would slow the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

const kit = loadKit(workerData)
const press: PrintingThread = {
  ...createPress(kit),
  ...paperDesk(kit),
  async checkTemplates() {
    try {
      return checkTemplates(workerData)
    } catch (error) {
      if (!(error instanceof RuntimeFault)) throw error
      return [{ file: '', path: '', message: 'a template or a font cannot be read' }]
    }
  },
}

parentPort?.on('message', async ({ method, args }: Order) => {
  try {
    const draw = press[method] as (...given: unknown[]) => Promise<unknown>
    const done = await draw(...args)
    parentPort?.postMessage({ done }, buffersIn(done))
  } catch (failed) {
    parentPort?.postMessage({ failed })
  }
})

/** Handed over, not copied: papers may take many megabytes. */
function buffersIn(done: unknown): ArrayBuffer[] {
  const parts = done instanceof Uint8Array ? [done] : Object.values(done ?? {})
  return parts.filter(part => part instanceof Uint8Array).map(part => part.buffer as ArrayBuffer)
}
