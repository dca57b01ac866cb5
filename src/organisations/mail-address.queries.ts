/**
 * An expression over `people p`: where the person gets mail. The address that she proved to be hers goes before the one
 * that her organisation has in its books; null when there is none or she wants no mail.
 */
export const MAIL_ADDRESS = `CASE WHEN p.preferences LIKE '%"noMail":true%' THEN NULL ELSE COALESCE(
  (SELECT MAX(i.external_id) FROM identities i WHERE i.person_id = p.id AND i.channel = 'mail'), p.email) END`;
