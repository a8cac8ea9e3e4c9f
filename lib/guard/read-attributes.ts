/** Attributes that are read for what they hold: kept on an element however many others it has. */
export const READ_ATTRIBUTES: ReadonlySet<string> = new Set(
  'action,aria-label,autocomplete,content,contenteditable,formaction,href,id,lang,name,placeholder,property,rel,role,src,title,type,value'.split(
    ',',
  ),
)
