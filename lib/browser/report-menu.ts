/** The report's entry in the menus of pages and of our icon. */
import { api } from './api.ts'

const TELL = 'tell-someone'

/** Menus last until an update or a reinstallation, which take them away. */
export async function offerReport(title: string): Promise<void> {
  await api.contextMenus.removeAll()
  await new Promise<void>((resolve, reject) => {
    api.contextMenus.create({ id: TELL, title, contexts: ['all'] }, () => {
      const error = api.runtime.lastError
      if (error) reject(new Error(error.message))
      else resolve()
    })
  })
}
