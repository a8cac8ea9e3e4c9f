/** The toolbar icon. */
import type { IconState } from '../ui/icon-state.ts'
import { api } from './api.ts'

export async function showIcon({ path, badge, badgeColour, title }: IconState): Promise<void> {
  await Promise.all([
    api.action.setIcon({
      path: Object.fromEntries(Object.entries(path).map(([size, file]) => [size, `/${file}`])),
    }),
    api.action.setBadgeText({ text: badge }),
    api.action.setBadgeBackgroundColor({ color: badgeColour }),
    api.action.setBadgeTextColor({ color: '#ffffff' }),
    api.action.setTitle({ title }),
  ])
}
