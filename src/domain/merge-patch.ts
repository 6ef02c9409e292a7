// JSON Merge Patch (RFC 7396): null removes, an object is merged, anything else replaces.

/** Nothing of ours is nested deeper; a patch that is would exhaust the stack. */
const MAX_DEPTH = 20

/** The patched value; neither argument is changed. What lies deeper than any event does is left as it was sent. */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isObject(patch) || depth > MAX_DEPTH) return patch
  // A Map, so that a key such as __proto__ stays plain data.
  const merged = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, mergePatch(merged.get(key), value, depth + 1))
  }
  return Object.fromEntries(merged)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
