/** The report's entry in the browser's menus, in the language that is spoken now. */
import { offerReport } from '../browser/report-menu.ts'
import { words } from './words.ts'

export const nameMenu = async (): Promise<void> => offerReport((await words()).t('report.tell'))
