// Files that come with the Worker, from the assets binding.

import type { AssetsBinding } from './bindings.ts'

/** Undefined when there is no such file. */
export async function asset(
  assets: AssetsBinding,
  path: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const answer = await assets.fetch(`https://assets.local/${path}`)
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
}
