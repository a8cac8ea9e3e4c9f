/** The staff console's first page. */
import { render } from 'preact'
import { App } from './App.tsx'
import { watchUse } from './attended.ts'
import { begin, watch } from './state.ts'

const root = document.getElementById('page')
if (!root) throw new Error('The page has no #page element.')
render(<App />, root)
watchUse()
watch()
void begin()
