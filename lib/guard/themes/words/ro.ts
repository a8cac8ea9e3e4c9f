/** As en.ts, in Romanian, without its marks: that is how a text is looked at. */
import type { ThemeWords } from '../rule.ts'

export const ROMANIAN: ThemeWords = {
  suicide: `
h+ (vreau|as vrea|imi doresc|simt ca vreau) sa (mor|ma sinucid|ma omor|dispar|nu mai exist|termin cu tot)
h+ nu (mai )?(vreau|pot) sa (mai )?(traiesc|exist|trai)
h+ nu mai (vreau|pot) sa traiesc
h+ (ganduri|am ganduri) (suicidare|de sinucidere|sinucigase)
m+ (prietena|prietenul|sora|fratele|o prietena|un prieten) ~ vrea sa (moara|se sinucida|se omoare)
l+= sinucidere|suicid
h (cum|moduri|metode|cea mai usoara cale|cel mai usor mod) [pot |sa |de a |ca |poti ](sa )?(ma sinucid|ma omor|te sinucizi|te omori|mor fara durere|mori fara durere|sinucid)
h (metode|moduri|feluri) de (sinucidere|suicid|a muri|a te sinucide|moarte fara durere)
h cate (pastile|medicamente) ~ (mori|mor|sinucid|supradoza)
`,
  'self-harm': `
m+ cum (ma opresc|sa ma opresc|sa nu ma mai) ~ (tai|taiat|ranesc|automutil|autovatamare|automutilare)
m+ (ma tai|ma ranesc|ma automutilez) [si |cand |pe |singura |singur ](nu|sunt|maini|picioare|des)
m+ (vreau|simt nevoia|imi vine) sa ma (tai|ranesc|lovesc)
l+= automutilare|autovatamare
m cum (sa )?(te|ma) (tai|taia|automutilez|ranesc|automutilezi)
m cum (sa )?ascund(e|zi)? ~ (taieturile|cicatricile|taieturi|cicatrici)
`,
  eating: `
m+ (am|cred ca am|sufar de) (anorexie|bulimie|o tulburare alimentara)
m+ (imi urasc|urasc) (corpul|corpul meu)
l+= anorexie|bulimie|tulburari alimentare
m cum (sa )?(devin|ajung|fiu|devii) (anorexica|anorexic|bulimica|anorexici)
m cum (sa )?(vomit|ma infometez|vomiti|ascund ca nu mananc)
m (pro ana|dieta ana)
`,
  exploitation: `
h+ (ma santajeaza|sunt santajat|sunt santajata|m a santajat) ~ (poze|nud|pozele|imagini)
h+ (mi a cerut|imi cere|mi au cerut) ~ (poze nud|nuduri|poze dezbracata|poze goala)
h+ (am fost|m a) (violata|violat|abuzata|abuzat|molestata|molestat|agresata|agresat)
h+ (a trimis|a publicat|a postat|au distribuit) ~ (pozele mele|nudurile mele)
m cum (sa )?(trimit|fac|trimiti) (nuduri|poze nud)
`,
  extremism: `
h cum (sa )?(ma alatur|intru in|te alaturi) ~ (isis|statul islamic|neonazist|neonazisti|kkk)
`,
  weapons: `
h cum (se face|sa fac|fac|faci|se fabrica|construiesc|pot face) (o bomba|bombe|explozibil|un explozibil|o arma|un pistol|cocktail molotov|o grenada|dinamita)(?! (de baie|atomica))
h (de unde|cum|unde) (cumpar|pot cumpara|sa cumpar|fac rost de) ~ (arma|pistol|briceag|cutit fluture|box)
m+ (un coleg|cineva|prietenul) ~ (cutit|arma) ~ (scoala|amenintat)
`,
  violence: `
m+ (tata|mama|tatal|tatal meu|iubitul|parintii|tatal vitreg) [meu |mea |ma |mei ](bate|loveste|bat|lovesc|batut)
m cum (sa )?(omor|ucid|bat|otravesc|sugrum) (pe cineva|un om|profesorul|un coleg|o fata|un baiat|pe)
`,
  sexual: `
m (filme|videoclipuri|poze|site|siteuri) (porno|xrated|cu sex|pornografice|nud|erotice)
m (porno|xrated) (gratis|gratuit|online|romanesc|filme)
m (fete|femei|gagici|vedete) (goale|dezbracate|nud)
m= porno
`,
  drugs: `
m (de unde|unde|cum) (cumpar|pot cumpara|sa cumpar|iau|fac rost de|gasesc) (iarba|cannabis|marijuana|droguri|cocaina|etnobotanice|mdma|ketamina)
m cum (sa )?(fac|rulez|cresc|fumez|gatesc|cultiv) (un joint|iarba|cannabis|marijuana|metamfetamina|un cui)
l+ cum (ma las|sa ma las|renunt la) ~ (droguri|fumat|iarba|tigari|vape)
`,
  hate: `
m (urasc|nu suport) (evreii|tiganii|musulmanii|negrii|maghiarii|romii|imigrantii|homosexualii)
m (glume|bancuri) (rasiste|cu evrei|despre holocaust|cu tigani|cu negri)
`,
  bullying: `
m+ (sunt|ma) (hartuit|hartuita|batjocorit|batjocorita|agresat la scoala|hartuiesc|batjocoresc|tachineaza)
m+ colegii ~ (rad de mine|ma jignesc|ma bat|ma hartuiesc|isi bat joc)
l+ nu am [niciun |nici un |deloc ](prieteni|prieten)
m cum (sa )?(hartuiesc|umilesc|jignesc|fac bullying)
`,
  gambling: `
mml (cazino|cazinouri|pacanele|pariuri|ruleta|sloturi) (online|fara depunere|pe bani reali|gratis|cu bani)
l+ cum (ma las|sa ma las|scap) de (pacanele|jocuri de noroc|pariuri)
`,
  bypass: `
m jocuri (deblocate|neblocate)
m cum (sa )?(ocolesc|trec de|deblochez|dezactivez|evit) ~ (filtrul|scoala|scolii|site uri blocate|siteuri blocate|blocarea)
m (vpn|proxy) (gratuit|gratis|pentru scoala)
`,
}
