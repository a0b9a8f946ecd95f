package sim

import "time"

// roadScenarios are the stories in which nothing fails.
func roadScenarios() []Scenario {
	return []Scenario{
		{Name: "happy", Title: "All goes well",
			Story: "The customer links a checking account and Prime Trust takes it."},
		{Name: "slow", Title: "Everything is slow",
			Story: "Every call takes two seconds; nothing fails.", Latency: 2 * time.Second},
	}
}
