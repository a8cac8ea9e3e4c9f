import type { Vocabulary } from './shape.ts'

export const DRUGS: Vocabulary = {
  topic: `drug drugs cannabis weed marijuana cocaine heroin ketamine mdma ecstasy lsd mushrooms shrooms psilocybin xanax
    alprazolam pills oxycodone fentanyl meth methamphetamine amphetamine* hash hashish kush edibles thc benzos tramadol
    codeine opioid* opiate* psychedelic* dmt kratom steroids nitrous ganja joint joints bong mephedrone stoner 420 diazepam
    cyffur* canabis mwg_drwg cocen heroin cetamin madarch pils
    narkotyk* marihuan* kokain* amfetamin* heroin* mefedron* ziolo haszysz* dopalacz* ekstaz* grzybki* grzybow
    halucynogenn*
    drog droguri droguri* canabis iarba cocaina heroina ketamina etnobotanic* ciuperci halucinogen* hasis
    наркотик* марихуан* канабіс* кокаїн* героїн* амфетамін* мефедрон* екстазі гашиш* шишки бошки закладк*
    مخدر* حشيش كوكايين هيرويين ماريجوانا كبتاجون قنب افيون ترامادول شبو
    منشیات چرس کوکین ہیروین ہیروئن بھنگ افیون نشہ نشے نشیلی حشیش
    ਨਸ਼* ਚਰਸ ਅਫ਼ੀਮ ਭੰਗ ਕੋਕੀਨ ਹੈਰੋਇਨ ਚਿੱਟਾ
    droga drogas marihuana hierba heroina hongos hachis extasis
    drogue* beuh herbe heroine champignons haschich
    drogen gras kokain ketamin haschisch pilze speed`,
  doing: `buy order stealth discreet wholesale gram grams ounce ounces strain strains indica sativa vendor* dealer* purity
    shipping bitcoin btc monero xmr telegram wickr potent bulk escrow plug darknet uncut restock* reship* untraceable
    anonymous quarter_ounce half_ounce worldwide legit
    prynu archebu archebwch dosbarthu danfon pris prisiau gram gramau basged cyfrinachol dienw cudd
    kup kupuj zamow zamowienie dostawa wysylka gram gramow hurt hurtowo dyskretn* anonimow* cena ceny
    cumpara cumparati comanda comenzi livrare livram discret* gram grame anonim* pret preturi angro
    купити замов* ціна ціни доставк* грам грами оптом кошик телеграм біткоїн* анонімн* кладмен*
    شراء اشتر* توصيل سعر غرام جرام سري سريه سله تليجرام تلغرام بيتكوين متجر مجهول
    خریدیں خرید آرڈر ڈیلیوری قیمت گرام خفیہ ٹوکری ٹیلیگرام گمنام
    ਖਰੀਦੋ ਖ਼ਰੀਦੋ ਆਰਡਰ ਡਿਲੀਵਰੀ ਕੀਮਤ ਗ੍ਰਾਮ ਗੁਪਤ ਟੈਲੀਗ੍ਰਾਮ
    comprar compra pedido* envio envios gramo gramos discret* carrito anonimo
    acheter commander livraison* gramme grammes discret* panier anonyme
    kaufen bestellen versand lieferung gramm diskret* warenkorb anonym`,
  only: `buy_weed buy_cannabis buy_cocaine buy_ketamine buy_mdma buy_lsd buy_xanax buy_ecstasy buy_shrooms buy_pills
    buy_mushrooms buy_magic_mushrooms buy_hash buy_edibles buy_heroin buy_meth buy_drugs order_weed order_cocaine order_drugs
    weed_online drugs_online weed_delivery stealth_shipping stealth_delivery stealth_packaging discreet_shipping discreet_delivery
    discreet_packaging without_prescription no_prescription vacuum_sealed top_shelf party_pills legal_highs
    weed_for_sale drugs_for_sale pills_for_sale for_sale_online trip_report* get_high getting_high best_high roll_a_joint
    weed_strains weed_menu plug_near weed_dealer drug_market smell_proof party_powder* same_day_weed thc_vape thc_carts
    lab_tested_mdma ounce_deals stay_high high_all_day research_chemicals
    prynu_canabis prynu_cocen prynu_cyffuriau prynu_madarch prynu_mwg_drwg heb_bresgripsiwn danfon_cyfrinachol
    dosbarthu_cyfrinachol pecyn_plaen canabis_ar_werth cyffuriau_ar_werth pecynnu_cudd
    kup_marihuane kup_kokaine kup_amfetamine kup_mefedron dopalacze_sklep sklep_z_dopalaczami dyskretna_wysylka
    dyskretna_dostawa bez_recepty dyskretne_opakowani* marihuana_online narkotyki_online mefedron_sklep
    marihuana_na_sprzedaz towar_najwyzszej dostawa_ziola dyskretna_przesylka
    cumpara_iarba cumpara_cocaina cumpara_droguri cumpara_canabis livrare_discreta fara_reteta ambalaj_discret
    droguri_online iarba_online droguri_de_vanzare iarba_de_vanzare etnobotanice_online iarba_de_calitate
    купити_марихуану купити_кокаїн купити_мефедрон купити_гашиш купити_шишки купити_наркотик* анонімна_доставка
    без_рецепт* магазин_закладок миттєві_закладки магнітні_закладки закладки_по якісний_стаф
    شراء_حشيش شراء_كوكايين شراء_مخدرات شراء_حبوب توصيل_سري بدون_وصفه تغليف_سري حشيش_للبيع مخدرات_للبيع
    حبوب_للبيع كوكايين_للبيع توصيل_حشيش بيع_حشيش
    چرس_خریدیں کوکین_خریدیں منشیات_خریدیں بھنگ_خریدیں خفیہ_ڈیلیوری بغیر_نسخے بغیر_نسخہ چرس_برائے_فروخت نشہ_آور_گولیاں
    خفیہ_پیکنگ آن_لائن_چرس
    ਚਰਸ_ਖਰੀਦੋ ਅਫ਼ੀਮ_ਖਰੀਦੋ ਕੋਕੀਨ_ਖਰੀਦੋ ਭੰਗ_ਖਰੀਦੋ ਗੁਪਤ_ਡਿਲੀਵਰੀ ਗੁਪਤ_ਪੈਕਿੰਗ ਬਿਨਾਂ_ਪਰਚੀ
    comprar_marihuana comprar_cocaina comprar_drogas comprar_hierba envio_discreto sin_receta empaque_discreto
    hierba_a_domicilio venta_de_marihuana
    acheter_cannabis acheter_cocaine acheter_beuh acheter_drogue livraison_discrete sans_ordonnance
    emballage_discret livraison_beuh livraison_de_beuh
    gras_kaufen kokain_kaufen drogen_kaufen cannabis_kaufen diskreter_versand ohne_rezept diskrete_verpackung
    gras_bestellen drogen_bestellen`,
}
