/** Under a page of ours, with Kerb's mark: by which school the browser is managed. */
import type { ComponentChildren } from 'preact'
import { useWords } from '../i18n/context.ts'
import { Mark } from './Mark.tsx'

interface Props {
  /** Its name; empty or left out where it is not known. */
  readonly school: string | undefined
}

export function ManagedBy({ school }: Props) {
  const { t } = useWords()
  return <>{school ? t('app.managedBy', { school }) : t('app.managed')}</>
}

export const Brand = ({ school, children }: Props & { children?: ComponentChildren }) => (
  <footer class="brand">
    <Mark />
    <p>
      <ManagedBy school={school} />
    </p>
    {children}
  </footer>
)
