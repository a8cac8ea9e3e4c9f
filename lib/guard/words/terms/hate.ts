import type { Vocabulary } from './shape.ts'

/**
 * Who is spoken of, how they are belittled, and the slogans. No slur is written here: those are known by their
 * hashes (`coarse.ts`). The name of a group is never a sign by itself.
 */
export const HATE: Vocabulary = {
  topic: `immigrant* migrant* jew jews jewish muslim* blacks refugee* foreigner* race races racial ethnic* gays whites aryan
    immigration invasion nation homeland females feminist* minorities
    mewnfudwyr mudwyr iddewon mwslim* tramorwyr hil hiliau ffoaduriaid
    imigrant* uchodzc* zydzi zydow* zydzi* muzulman* cudzoziem* obcy rasa rasy rasie rase narod
    imigrant* evrei evreii musulman* straini strainii rasa rasei neam neamul refugiat*
    іммігрант* мігрант* євре* мусульман* чужинц* раса раси расі расов* біженц* приїжджі
    يهود اجانب لاجي* مهاجر* عرق عرقي* اقليات غرباء مسلمين شيعه
    مہاجر* یہودی* ہندو* ہندوؤں کافر* غیر_ملکی غیر_ملکیوں نسل پناہ_گزین* اقلیت*
    ਪਰਵਾਸੀ* ਪ੍ਰਵਾਸੀ* ਨਸਲ ਵਿਦੇਸ਼ੀ* ਮੁਸਲਮਾਨ* ਯਹੂਦੀ*
    inmigrante* judios musulman* extranjeros raza razas
    immigre* juifs etrangers race races migrants
    auslander* fluchtling* juden muslime rasse rassen`,
  doing: `vermin parasit* subhuman* invader* infest* filth filthy scum cockroach* inferior degenera* savages mongrel*
    traitor* breed breeding replaced replacement deport* expel exterminat* eradicat* purge purity superior swarm*
    overrun hate despise enemies plague leeches animals feminazi* supremacy pollute polluting mixing
    pla budreddi isddynol israddol goresgyn* bradwr bradwyr llygru casau alltud* parasitiaid
    robactw* pasozyt* szumowin* podludz* gorsz* najezdzc* inwazj* zdrajc* deport* wyrzuc* nienawidz* brudas* zaraz*
    paraziti gunoaie subom* invadat* inferior* tradator* deport* urasc uram pleava ciuma
    паразит* нелюд* недолюд* загарбник* виродк* зрадник* депорт* ненавид* нижч* очист* покидьк* зараз*
    حثاله طفيليات حيوانات قذرين قذاره خونه انجاس صراصير جراثيم طرد* نكره كراهيه ادنی غزاه
    کیڑے غدار غداروں گندے ناپاک کمتر حملہ_آور نفرت جانور پلید حشرات
    ਗੱਦਾਰ* ਕੀੜੇ ਗੰਦੇ ਨੀਵੀਂ ਨੀਵੇਂ ਨਫ਼ਰਤ ਹਮਲਾਵਰ* ਜਾਨਵਰ
    plaga parasito* infrahuman* escoria invasor* inferiores traidor* basura
    vermine racaille envahi* inferieur* traitre* degenere* sous_homme*
    ungeziefer untermensch* abschaum volksverrat* minderwertig* uberfremd* umvolk* invasor* verrater`,
  only: `race_war white_power white_pride white_genocide great_replacement race_traitor* race_mixing master_race racial_purity
    blood_and_soil holohoax sieg_heil heil_hitler send_them_back send_them_home send_them_all kick_them_out
    they_are_not_human are_not_human arent_human not_people dont_belong_here do_not_belong_here go_back_to_where go_home_now
    take_back_our take_our_country our_race our_blood pure_race pure_blood deport_them deport_them_all inferior_race
    inferior_races 14_words fourteen_words 1488 14_88 zog whites_only women_are_property women_are_inferior white_race
    superior_race they_breed they_are_animals they_are_vermin they_are_parasites clean_our_streets cleanse_our
    replacing_us replace_us hang_the_traitors day_of_reckoning our_kind our_people_first wake_up_whites hate_them
    rhyfel_hil ein_hil grym_gwyn hil_wen hil_bur purdeb_hil purdeb_gwaed anfonwch_nhw taflwch_nhw nid_pobl
    cymru_i_r_cymry gwaed_a_phridd ein_gwaed hil_israddol yn_ein_disodli
    wojna_ras wojna_rasowa biala_sila biala_rasa czystosc_rasy czystosc_rasowa czystosc_krwi zdrajc*_rasy
    polska_dla_polakow wracajcie_do wracac_do_siebie precz_z nasza_rasa naszej_rasy nasza_krew krew_i_ziemia
    to_nie_ludzie nie_sa_ludzmi wyrzucic_ich deportowac_ich wielka_podmiana gorsza_rasa
    razboi_rasial razboiul_rasial puterea_alba rasa_alba rasa_noastra puritatea_rasei romania_pentru_romani
    afara_cu nu_sunt_oameni sangele_nostru sange_pur trimiteti_i inapoi_in_tara_lor rasa_inferioara marea_inlocuire
    tradatori_de_neam
    расова_війна расову_війну біла_раса білої_раси біла_сила наша_раса нашої_раси чистота_раси чистота_крові
    чистоту_раси чистоту_крові геть_з україна_для_українців не_люди кров_і_земля забирайтеся наша_кров нижча_раса
    вигнати_їх депортувати_їх зрадник*_раси
    تطهير_العرق نقاء_العرق نقاء_الدم حرب_عرقيه حرب_الاعراق عرقنا اطردوهم طردهم ليسوا_بشر ليسوا_بشرا عرق_ادنی
    اخرجوا_من دماينا دمنا_نقي بلادنا_لنا تفوق_عرقنا
    ہماری_نسل نسل_کی_پاکیزگی نسلی_جنگ خون_کی_پاکیزگی انہیں_نکالو انہیں_باہر_نکالو انسان_نہیں نکل_جاؤ کمتر_نسل ہمارا_خون
    نسل_کے_غدار ملک_صرف_ہمارا
    ਸਾਡੀ_ਨਸਲ ਨਸਲ_ਦੀ_ਸ਼ੁੱਧਤਾ ਨਸਲੀ_ਜੰਗ ਇਨਸਾਨ_ਨਹੀਂ ਬਾਹਰ_ਕੱਢੋ ਖੂਨ_ਦੀ_ਸ਼ੁੱਧਤਾ ਸਾਡਾ_ਖੂਨ ਨੀਵੀਂ_ਨਸਲ
    guerra_racial raza_blanca nuestra_raza pureza_de_la_sangre poder_blanco fuera_los gran_reemplazo no_son_humanos
    no_son_personas espana_para_los nuestra_sangre raza_inferior
    guerre_raciale race_blanche notre_race purete_du_sang purete_de_la_race grand_remplacement dehors_les
    france_aux_francais pas_humains suprematie_blanche notre_sang race_inferieure
    rassenkrieg weisse_rasse unsere_rasse unserer_rasse auslander_raus reinheit_des_blutes blut_und_boden
    keine_menschen deutschland_den_deutschen grosser_austausch rassenverrat* unser_blut`,
}
