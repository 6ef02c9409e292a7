// The menu's places, and which of them a page belongs to.

import type { Role } from '../domain/role.ts'
import type { Visit } from './visit.tsx'
import type { Language } from './words.ts'

export interface NavigationEntry {
  path: string
  label: Record<Language, string>
  roles: readonly Role[]
}

/** The place of the menu that the page belongs to. */
export function placeOf(visit: Visit): NavigationEntry | undefined {
  return visit.house.navigation.find(
    ({ path, roles }) => visit.is(...roles) && isAt(visit.c.req.path, path),
  )
}

export const isAt = (here: string, path: string) => here === path || here.startsWith(`${path}/`)
