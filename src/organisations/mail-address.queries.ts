/** Columns over `people p` for `mailAddressOf`, which decides where the person gets mail. */
export const MAIL_FACTS = `p.preferences, p.email,
  (SELECT MAX(i.external_id) FROM identities i WHERE i.person_id = p.id AND i.channel = 'mail') AS proven_address`;
