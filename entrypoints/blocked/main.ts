/**
 * A lesson's start may stop dozens of tabs at once on a small device. Each costs what it draws, and only the tab in
 * front is looked at: the others draw themselves when they come there (a third of the start's processor time).
 */
import { whenSeen } from '../../lib/ui/when-seen.ts'

void whenSeen(document).then(() => import('./page.tsx'))
