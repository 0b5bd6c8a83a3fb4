"""预警: warnings received and issued, who must hear of them, consultations, fire bans, broadcast terminals."""
