/** Fields in which something is looked up. What stands there is not given to anybody. */
const SEARCH =
  /(?<!re)search|find a|recherche|suche|buscar|chwilio|szukaj|wyszuk|caut[aăi]|пошук|шука|بحث|ابحث|تلاش|ਖੋਜ|ਲੱਭ/i
/** What such a field is called in addresses. */
const NAMES = /^(q|s|p|wd|query|terms?|keywords?|where|near)$/i

/** @param names what the page says of the field */
export function isSearch(field: HTMLElement, names: string): boolean {
  const role = field.getAttribute('role') ?? ''
  if ((field as HTMLInputElement).type === 'search' || role === 'searchbox' || SEARCH.test(names)) return true
  if (field.getAttribute('enterkeyhint') === 'search' || field.closest('[role=search], search')) return true
  const { form } = field as HTMLInputElement
  return form instanceof HTMLFormElement && isSearchForm(form, field)
}

function isSearchForm(form: HTMLFormElement, field: HTMLElement): boolean {
  const action = form.getAttribute('action') ?? ''
  if (SEARCH.test(action)) return true
  const method = form.getAttribute('method')?.toLowerCase() ?? ''
  // A form that says nothing of where it goes is a script's, and may be a chat's.
  const isGet = method === 'get' || (method === '' && action !== '' && !/^(#|javascript:)/i.test(action))
  return isGet && NAMES.test(field.getAttribute('name') ?? '')
}
