package flow

// TestBank is a bank of Plaid's Sandbox (plaid.com/docs/sandbox/institutions).
type TestBank struct {
	ID, Name string
	Note     string // what it is for
}

// TestUser is a test customer of Plaid's Sandbox (plaid.com/docs/sandbox/test-credentials).
// The password is a documented word and no secret.
type TestUser struct {
	Username, Password string
	Note               string // what it brings about
}

// TestBanks lists the banks that Plaid documents for its Sandbox, the usual one first.
func TestBanks() []TestBank {
	return []TestBank{
		{"ins_109508", "First Platypus Bank", "the usual one, without OAuth"},
		{"ins_109509", "First Gingham Credit Union", "without OAuth"},
		{"ins_109510", "Tattersall Federal Credit Union", "without OAuth; the login has a PIN too"},
		{"ins_109511", "Tartan Bank", "without OAuth"},
		{"ins_130016", "First Platypus Balance Bank", "balances"},
		{"ins_109512", "Houndstooth Bank", "Instant Match and automated micro-deposits"},
		{"ins_135858", "Windowpane Bank", "instant micro-deposits"},
		{"ins_127287", "Platypus OAuth Bank", "OAuth; any login will do there"},
		{"ins_132241", "First Platypus OAuth App2App Bank", "OAuth from app to app"},
		{"ins_132363", "Unhealthy Platypus Bank - Degraded", "Link warns that the bank is unwell"},
		{"ins_132361", "Unhealthy Platypus Bank - Down", "the bank is down"},
		{"ins_133402", "Unsupported Platypus Bank", "the bank is not supported"},
		{"ins_43", "Tartan-Dominion Bank of Canada", "Canada; the link token needs the country CA"},
		{"ins_117650", "Royal Bank of Plaid", "United Kingdom; the link token needs the country GB"},
		{"ins_116834", "Flexible Platypus Open Banking", "OAuth in the UK and the EU; the link token needs GB"},
	}
}

// TestUsers lists the logins that Plaid documents for banks without OAuth, the usual one
// first. What a code or an error_ password does, it does in Link.
func TestUsers() []TestUser {
	good := func(password, note string) TestUser { return TestUser{"user_good", password, note} }
	return []TestUser{
		good("pass_good", "works, with a dozen accounts"),
		good("mfa_device", "Link asks for a device and the code 1234"),
		good("mfa_questions_1_1", "Link asks one question; answer answer_0_0"),
		good("mfa_selections", "Link asks to choose; answer Yes"),
		good("microdeposits_good", "micro-deposits, at Houndstooth Bank"),
		good("error_INVALID_CREDENTIALS", "the bank knows no such login"),
		good("error_INVALID_MFA", "the second factor is wrong"),
		good("error_ITEM_LOCKED", "the bank has locked the login"),
		good("error_USER_SETUP_REQUIRED", "the customer has to finish something at the bank"),
		good("error_NO_ACCOUNTS", "the login has no account that fits"),
		good("error_INSUFFICIENT_CREDENTIALS", "the customer stopped at the bank"),
		good("error_ITEM_NOT_SUPPORTED", "this kind of login cannot be linked"),
		good("error_MFA_NOT_SUPPORTED", "the bank's second factor cannot be used"),
		good("error_INSTITUTION_DOWN", "the bank is down"),
		good("error_INSTITUTION_NOT_RESPONDING", "the bank does not answer"),
		good("error_INSTITUTION_NO_LONGER_SUPPORTED", "the bank cannot be linked any more"),
		good("error_INTERNAL_SERVER_ERROR", "something breaks at Plaid"),
		{"user_transactions_dynamic", "pass_good", "transactions that change"},
		{"user_yuppie", "pass_good", "transactions of a young earner"},
		{"user_small_business", "pass_good", "transactions of a small business"},
		{"user_ewa_user", "pass_good", "transactions with wage advances"},
	}
}
